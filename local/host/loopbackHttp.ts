import * as http from 'node:http';

/**
 * Node's `http` for a bundle. The servers that it makes, as the library does for streams, listen on
 * loopback alone, and end with the host.
 */
export class LoopbackHttp {
  readonly #servers: http.Server[] = [];

  /** What `require('http')` gives. */
  readonly module: typeof http = new Proxy(http, {
    get: (target, name): unknown =>
      name === 'createServer' ? this.#createServer : Reflect.get(target, name),
  });

  close(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  readonly #createServer = (): http.Server => {
    const server = new LoopbackServer();
    this.#servers.push(server);
    return server;
  };
}

class LoopbackServer extends http.Server {
  /** Takes the port and the callback of the many arguments that there may be. */
  override listen(...given: unknown[]): this {
    const port = given.find((value) => typeof value === 'number') ?? 0;
    const ready = given.find((value) => typeof value === 'function');
    return super.listen({ port, host: '127.0.0.1' }, () => void ready?.());
  }
}
