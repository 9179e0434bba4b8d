/** One load socket, the same for every server under test, so that the load generator costs the same for each. */
export interface LoadSocket {
  /** Sends one message; resolves with its acknowledgement. */
  send(text: string): Promise<void>;
  close(): void;
}

export interface LoadClient {
  /** Connects and joins `room`; `received` is called with the text of every message that arrives. */
  connect(room: string, received: (text: string) => void): Promise<LoadSocket>;
  /** The same accounts and rooms, reached through another instance. */
  through(port: number): LoadClient;
  /** URL, headers and bodies for the HTTP jobs. */
  http(room: string): Promise<{
    history: {
      url: string;
      headers: Record<string, string>;
      /** The page that ends before a message, named by the answer to its write. */
      before(answer: { id: string; seq?: number }): string;
    };
    send: { url: string; headers: Record<string, string>; body(text: string): string };
  }>;
}
