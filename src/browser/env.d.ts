interface ImportMetaEnv {
  /** Set by the build: the browser that it is for. */
  readonly FIREFOX: boolean;
}
