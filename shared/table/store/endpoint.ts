const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '[::1]']);

/** Returns whether a URL's host is this machine: 127.0.0.0/8, `localhost` or `::1`. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return LOOPBACK_NAMES.has(hostname) || /^127(\.\d{1,3}){3}$/.test(hostname);
}
