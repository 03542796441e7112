# Required first by the Ruby of a command that is debugged: opens the debugger of the gem "debug" and waits for it.

def heroku_workbench_debugger
  # What Bundler starts is meant, not Bundler: a process of its own looks here again, with the gems of the Gemfile.
  if %w[bundle bundler].include?(File.basename($PROGRAM_NAME))
    ENV["BUNDLE_DISABLE_EXEC_LOAD"] = "true"
    return
  end
  port = ENV.delete("HEROKU_WORKBENCH_DEBUGGER")
  return if port.nil?
  require "bundler/setup" if File.exist?(ENV["BUNDLE_GEMFILE"] || "Gemfile")
  ENV["RUBY_DEBUG_HOST"] = "127.0.0.1"
  ENV["RUBY_DEBUG_PORT"] = port
  # Waits at the first line of the program.
  ENV["RUBY_DEBUG_INITIAL_SUSPEND_PATH"] = File.expand_path($PROGRAM_NAME)
  begin
    require "debug/open"
  rescue LoadError
    abort 'The gem "debug" is not there. Add it to the Gemfile (bundle add debug --group development), or: gem install debug'
  end
end

heroku_workbench_debugger
