require "json"
require "securerandom"
require "sinatra/base"
require "time"

class App < Sinatra::Base
  enable :sessions
  set :session_secret, ENV.fetch("SESSION_SECRET") { SecureRandom.hex(64) }
  # Heroku's router sends the host that the visitor asked for.
  set :host_authorization, permitted_hosts: []

  get "/" do
    erb :index, locals: { greeting: ENV.fetch("GREETING", "Hello"), dyno: ENV.fetch("DYNO", "local") }
  end

  get "/api/time" do
    content_type :json
    { time: Time.now.utc.iso8601 }.to_json
  end

  get "/health" do
    "ok"
  end
end
