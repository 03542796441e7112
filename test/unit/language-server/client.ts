import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

export interface Diagnostics {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly {
    readonly code: string;
    readonly message: string;
    readonly severity: number;
    readonly range: { start: { line: number; character: number }; end: { line: number; character: number } };
    readonly codeDescription?: { href: string };
  }[];
}

type Answer = (params: never) => unknown;

export interface ClientOptions {
  readonly capabilities?: object;
  readonly initializationOptions?: unknown;
  readonly folders?: readonly string[];
  /** What the client answers the server, by method; it knows no other method. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly program?: readonly string[];
}

const root = path.resolve(import.meta.dirname, "../../..");
export const unbuilt = [path.join(root, "src/cli/language-server.ts"), "--stdio"];
const patience = 20_000;

/** A plain LSP client: it writes bytes and reads messages. `using` ends its server. */
export class LspClient implements AsyncDisposable {
  readonly received: Message[] = [];
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly exited: Promise<number | null>;
  stderr = "";
  #nextId = 1;
  #buffer = Buffer.alloc(0);
  #waiting = new Set<() => void>();
  #answers: Readonly<Record<string, Answer>>;

  constructor({ answers = {}, program = unbuilt }: ClientOptions = {}) {
    this.#answers = answers;
    this.child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...program], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.exited = once(this.child, "exit").then(([code]) => code as number | null);
    this.child.stdin.on("error", () => {});
    this.child.stderr.on("data", (chunk) => {
      this.stderr += String(chunk);
    });
    this.child.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
  }

  static async start(options: ClientOptions = {}): Promise<LspClient> {
    const client = new LspClient(options);
    await client.initialize(options);
    return client;
  }

  async initialize({ capabilities = {}, initializationOptions, folders = [] }: ClientOptions = {}): Promise<unknown> {
    const workspaceFolders = folders.map((uri) => ({ uri, name: uri }));
    const result = await this.request("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders,
    });
    this.notify("initialized", {});
    return result;
  }

  /** Rejects with the error of the answer. */
  async request<T = unknown>(method: string, params?: unknown): Promise<T> {
    const { error, result } = await this.ask(method, params).answer;
    if (error) throw Object.assign(new Error(error.message), { code: error.code });
    return result as T;
  }

  ask(method: string, params?: unknown): { id: number; answer: Promise<Message> } {
    const id = this.#nextId++;
    this.send({ jsonrpc: "2.0", id, method, params });
    return { id, answer: this.waitFor((message) => message.id === id && message.method === undefined) };
  }

  notify(method: string, params?: unknown): void {
    this.send({ jsonrpc: "2.0", method, params });
  }

  send(message: unknown): void {
    const body = Buffer.from(JSON.stringify(message));
    this.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.write(body);
  }

  write(bytes: string | Buffer): void {
    this.child.stdin.write(bytes);
  }

  open(uri: string, text: string, languageId = "procfile", version = 1): void {
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version, text } });
  }

  change(uri: string, version: number, contentChanges: readonly object[]): void {
    this.notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  }

  /** The first message, old or new, that fits. */
  async waitFor(fits: (message: Message) => boolean, from = 0): Promise<Message> {
    const deadline = setTimeout(() => this.child.kill("SIGKILL"), patience);
    try {
      for (;;) {
        const found = this.received.slice(from).find(fits);
        if (found) return found;
        if (this.child.exitCode !== null || this.child.signalCode !== null) {
          throw new Error(`The server ended (${this.child.exitCode ?? this.child.signalCode}). ${this.stderr}`);
        }
        await Promise.race([new Promise<void>((resolve) => this.#waiting.add(resolve)), this.exited]);
      }
    } finally {
      clearTimeout(deadline);
    }
  }

  /** The first published diagnostics of a document that fit. */
  async diagnostics(uri: string, fits: (published: Diagnostics) => boolean = () => true): Promise<Diagnostics> {
    const message = await this.waitFor(({ method, params }) => {
      if (method !== "textDocument/publishDiagnostics") return false;
      return (params as Diagnostics).uri === uri && fits(params as Diagnostics);
    });
    return message.params as Diagnostics;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill("SIGKILL");
    await this.exited;
  }

  #take(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      if (end === -1) break;
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString("latin1", 0, end))?.[1]);
      if (this.#buffer.length < end + 4 + length) break;
      const message = JSON.parse(this.#buffer.toString("utf8", end + 4, end + 4 + length)) as Message;
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.received.push(message);
      if (message.method !== undefined && message.id !== undefined) this.#answer(message);
    }
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  #answer({ id, method = "", params }: Message): void {
    const answer = this.#answers[method];
    if (!answer) {
      this.send({ jsonrpc: "2.0", id, error: { code: -32601, message: `Unknown method ${method}` } });
      return;
    }
    const result = answer(params as never);
    if (result !== undefined) this.send({ jsonrpc: "2.0", id, result });
  }
}
