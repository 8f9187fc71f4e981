/** Pages that any site may frame: a figure of published evidence and nothing around it. next.config.js has the same pattern. */
const FRAMED = /^\/(?:(?:en|ru)\/)?embed\/[a-z-]+$/u;

/** Whether another site may show this page in a frame. */
export function mayBeFramed(pathname: string): boolean {
  return FRAMED.test(pathname);
}
