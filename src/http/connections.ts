import { type RequestListener, type Server, type ServerOptions, type ServerResponse, createServer } from "node:http";
import { Server as TcpServer, type Socket } from "node:net";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";

/** Before a port is closed nobody has come for so long; or it has been waited for that long enough. */
const QUIET_MS = 100;
const MAX_HOLD_MS = 2_000;
/** At the end, what has been silent so long, and carries no request, is closed. */
const SILENCE_MS = 1_000;
const LOOK_MS = 20;

export interface ConnectionTimeouts {
  /** Neither side says anything. */
  readonly silenceMs: number;
  /** From an answer to the next request. */
  readonly keepAliveMs: number;
  readonly requestMs: number;
}

/** The connections of all addresses that are listened on, and what each carries. */
export class Connections {
  readonly #servers: Server[] = [];
  /** Each with how much it has said, and when that was seen to have changed. */
  readonly #open = new Map<Socket, { bytes: number; at: number }>();
  readonly #lastAnswers = new WeakMap<Socket, ServerResponse>();
  #held: (() => void)[] | undefined;
  #cameAt = 0;
  #cameCount = 0;
  #another: (() => Server) | undefined;

  /** Hears of each that is opened. */
  onOpen: (socket: Socket) => void = () => {};

  /** A server whose connections are ours. */
  serve(onRequest: RequestListener, options: ServerOptions, timeouts: ConnectionTimeouts): Server {
    this.#another = () => this.serve(onRequest, options, timeouts);
    const server = createServer(options, (request, answer) => {
      if (this.#held) this.#held.push(() => onRequest(request, answer));
      else onRequest(request, answer);
    });
    server.keepAliveTimeout = timeouts.keepAliveMs;
    server.requestTimeout = timeouts.requestMs;
    server.setTimeout(timeouts.silenceMs);
    server.on("connection", (socket) => this.#opened(socket));
    this.#servers.push(server);
    return server;
  }

  /** Listens on one more address. @throws whatever keeps it from it */
  async listenAlso(host: string, port: number): Promise<void> {
    const server = this.#another?.();
    if (!server) return;
    const [first] = this.#servers;
    server.on("clientError", (error, socket) => first?.emit("clientError", error, socket));
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject).listen({ host, port }, resolve);
    });
  }

  #opened(socket: Socket): void {
    this.#cameAt = performance.now();
    this.#cameCount++;
    this.#open.set(socket, { bytes: 0, at: this.#cameAt });
    socket.once("close", () => this.#open.delete(socket));
    this.onOpen(socket);
  }

  /** Call when a request begins. */
  begin(socket: Socket, answer: ServerResponse): void {
    this.#lastAnswers.set(socket, answer);
  }

  /** The answer to the latest request that came over it; undefined before the first. */
  lastAnswer(socket: Socket): ServerResponse | undefined {
    return this.#lastAnswers.get(socket);
  }

  /**
   * The system resets who has connected and is not accepted yet when a port is closed. So requests that come
   * are not begun for a moment: soon whoever asks without pause waits for us, and nobody is on the way.
   *
   * @param answered settles when no request is running
   */
  async closePorts(answered: Promise<void>): Promise<void> {
    this.#held = [];
    const until = performance.now() + MAX_HOLD_MS;
    await Promise.race([answered, sleep(MAX_HOLD_MS)]);
    do await sleep(QUIET_MS);
    while (performance.now() - this.#cameAt < QUIET_MS && performance.now() < until);
    // Each turn of the loop accepts one: to the first that accepts nobody.
    for (let came = -1; came !== this.#cameCount;) {
      came = this.#cameCount;
      await setImmediate();
    }
    // Not as http closes: that ends connections, too.
    for (const server of this.#servers) TcpServer.prototype.close.call(server);
    const held = this.#held;
    this.#held = undefined;
    for (const begin of held) begin();
  }

  /** Closes what carries no request and says nothing, until none is left. Requests that still come are answered. */
  async end(): Promise<void> {
    for (;;) {
      for (const socket of this.silent(SILENCE_MS)) socket.destroy();
      if (this.#open.size === 0) return;
      await sleep(LOOK_MS);
    }
  }

  /** Those that carry no request and have said nothing since they were looked at so long ago, or opened. */
  silent(forMs: number): readonly Socket[] {
    const now = performance.now();
    const silent: Socket[] = [];
    for (const [socket, heard] of this.#open) {
      if (this.#isBusy(socket) || socket.bytesRead !== heard.bytes)
        Object.assign(heard, { bytes: socket.bytesRead, at: now });
      else if (now - heard.at >= forMs) silent.push(socket);
    }
    return silent;
  }

  #isBusy(socket: Socket): boolean {
    const answer = this.#lastAnswers.get(socket);
    return answer !== undefined && !answer.writableFinished;
  }
}
