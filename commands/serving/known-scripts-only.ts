import { FEED, type KnownScripts } from './known-scripts';

/** A page with its policy. */
type Page = Readonly<{ html: string; policy: string }>;

/** What Next.js sends to its own code, one call each, as JSON in which no sign begins or ends an element. */
const DATA = /^(?:\(self\.__next_f=self\.__next_f\|\|\[\]\)|self\.__next_f)\.push\((\[[\s\S]*\])\)$/u;

/**
 * The page as it can be kept, when no reader has a nonce of their own: with a policy that names the scripts of the build by
 * their hashes, and the data of the page as data. Null for a page with a script that the build does not know. The build's
 * own are told by the nonce of this one rendering; what came in with a text has none, and is named nowhere.
 */
export function knownScriptsOnly({ html, policy }: Page, known: KnownScripts): Page | null {
  const nonce = /'nonce-([^']+)' 'strict-dynamic'/u.exec(policy);
  if (nonce === null) return { html, policy };
  const mark = ` nonce="${nonce[1]}"`;
  const names = new Set<string>();
  const data: string[] = [];
  let isKnown = true;
  const name = (script: string | undefined): string => {
    if (script === undefined) isKnown = false;
    else names.add(`'${script}'`);
    return script ?? '';
  };
  const mended = html.replaceAll(
    /<script\b([^>]*)>([\s\S]*?)<\/script>/gu,
    (whole, attributes: string, text: string) => {
      if (!attributes.includes(mark)) return whole;
      const bare = attributes.replace(mark, '');
      const source = /\ssrc="([^"?]*)/u.exec(bare)?.[1];
      if (source !== undefined) return `<script${bare} integrity="${name(known.files.get(source))}"></script>`;
      const sent = DATA.exec(text)?.[1];
      if (sent === undefined) {
        name(known.inline.get(text));
        return `<script${bare}>${text}</script>`;
      }
      data.push(sent);
      return '';
    },
  );
  if (data.length > 0) name(known.inline.get(FEED));
  if (!isKnown || data.some((one) => !isJson(one))) return null;
  const fed =
    data.length === 0 ? '' : `<script type="application/json">[${data.join(',')}]</script><script>${FEED}</script>`;
  const whole = mended.replaceAll(/<link rel="preload" as="script"([^>]*)>/gu, (link, attributes: string) => {
    const file = known.files.get(/\shref="([^"?]*)/u.exec(attributes)?.[1] ?? '');
    if (!attributes.includes(mark) || file === undefined) return link;
    // Fetched early only counts for a script that is checked in the same way.
    return `<link rel="preload" as="script" integrity="${file}"${attributes.replace(mark, '')}>`;
  });
  const end = whole.lastIndexOf('</body>');
  return {
    html: end < 0 ? `${whole}${fed}` : `${whole.slice(0, end)}${fed}${whole.slice(end)}`,
    policy: policy.replace(nonce[0], () => ["'strict-dynamic'", ...names].join(' ')),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
