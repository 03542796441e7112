// A stand-in for the native `@vscode/spdlog` in an installation without a compiler: the same functions, written to a file
// with Node. Without it every log and output channel of the extension host stays empty.
const fs = require("node:fs");
const path = require("node:path");

const names = ["trace", "debug", "info", "warning", "error", "critical"];
let defaultLevel = 2;

class Logger {
  constructor(_type, _name, file, maxSize, maxFiles) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    Object.assign(this, { file, maxSize, maxFiles, level: defaultLevel, formatted: true });
    this.size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    this.handle = fs.openSync(file, "a");
  }
  trace(message) {
    this.write(0, message);
  }
  debug(message) {
    this.write(1, message);
  }
  info(message) {
    this.write(2, message);
  }
  warn(message) {
    this.write(3, message);
  }
  error(message) {
    this.write(4, message);
  }
  critical(message) {
    this.write(5, message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.formatted = true;
  }
  clearFormatters() {
    this.formatted = false;
  }
  flush() {}
  drop() {
    if (this.handle === undefined) return;
    fs.closeSync(this.handle);
    this.handle = undefined;
  }
  write(level, message) {
    if (level < this.level || this.handle === undefined) return;
    const line = Buffer.from(this.formatted ? `${stamp(new Date())} [${names[level]}] ${message}\n` : message);
    if (this.size > 0 && this.size + line.length > this.maxSize) this.rotate();
    fs.writeSync(this.handle, line);
    this.size += line.length;
  }
  /** `name.log` becomes `name.1.log`, that one `name.2.log`, as spdlog's rotating sink does. */
  rotate() {
    fs.closeSync(this.handle);
    const { dir, name, ext } = path.parse(this.file);
    const numbered = (number) => (number === 0 ? this.file : path.join(dir, `${name}.${number}${ext}`));
    for (let number = this.maxFiles - 1; number > 0; number -= 1) {
      if (fs.existsSync(numbered(number - 1))) fs.renameSync(numbered(number - 1), numbered(number));
    }
    this.handle = fs.openSync(this.file, "w");
    this.size = 0;
  }
}

function stamp(date) {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 23).replace("T", " ");
}

function create(type) {
  return async (name, file, maxSize, maxFiles) => new Logger(type, name, file, maxSize, maxFiles);
}

exports.version = 11500;
exports.LogLevel = { Trace: 0, Debug: 1, Info: 2, Warning: 3, Error: 4, Critical: 5, Off: 6 };
exports.Logger = Logger;
exports.createRotatingLogger = create("rotating");
exports.createAsyncRotatingLogger = create("rotating_async");
exports.setLevel = (level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {};
