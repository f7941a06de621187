/** The host a visitor came from, without `www.`; null where it cannot be told, or is the storefront's own. */
export function referrerHostOf(
  referrer: string | null | undefined,
  origin: string | undefined,
): string | null {
  const host = hostOf(referrer);
  return host === undefined || host === hostOf(origin) ? null : host;
}

function hostOf(url: string | null | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return /^https?:$/.test(protocol) ? hostname.replace(/^www\./, '').slice(0, 255) : undefined;
}
