/** A request of our own, as the owner of a jar that is not live. */
export interface Errand {
  readonly url: string;
  /** The value of a `Cookie` header. */
  readonly cookies: string;
  /** What is sent; `null`: the address is only asked for. */
  readonly post: Post | null;
}

export interface Post {
  /** The origin whose page would send it: servers refuse what comes from elsewhere. */
  readonly origin: string;
  readonly contentType: string;
  readonly body: string;
}
