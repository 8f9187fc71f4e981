import JSZip from 'jszip';
import { expect, test, vi } from 'vitest';
import { GET as getFigure } from '@/app/api/figures/[file]/route';
import { withEvidenceDatabase } from '@/seed/testing/evidence-database';

// A visitor: outside a request there is no cookie to read.
vi.mock('@/lib/access/session/session.server', () => ({ getViewer: () => Promise.resolve(null) }));

const PUBLIC = 'https://infant-all.example.org';
withEvidenceDatabase(PUBLIC);

/** Kinds that a visitor may have, each with what its page is asked for. */
const KINDS = {
  comparison: 'endpoint=EFS&population=r',
  forest: 'endpoint=EFS&population=r&view=forest',
  calendar: 'endpoint=EFS&population=r&view=calendar',
  attributes: 'endpoint=EFS&population=r&view=table',
  progress: '',
  landscape: '',
  disease: '',
  trial: 'trial=interfant-06',
} as const;
const CASES = Object.entries(KINDS).flatMap(([kind, query]) =>
  (['en', 'ru'] as const).map((lang) => ({ kind, query, lang })),
);

test.each(CASES)(
  'slides of $kind in $lang lead to the public address, and to no machine',
  async ({ kind, query, lang }) => {
    // The program itself is asked under another address, as it is behind a proxy.
    const request = new Request(`http://localhost:3000/api/figures/${kind}.pptx?${query}&lang=${lang}`);
    const answer = await getFigure(request, { params: Promise.resolve({ file: `${kind}.pptx` }) });
    expect(answer.status).toBe(200);
    const zip = await JSZip.loadAsync(await answer.arrayBuffer());
    const parts = zip.file(/\.(?:xml|rels)$/u).filter(({ name }) => name.startsWith('ppt/'));
    const xml = (await Promise.all(parts.map((part) => part.async('string')))).join('\n');
    const links = [...xml.matchAll(/Target="(https?:[^"]+)" TargetMode="External"/gu)].map(([, url = '']) => url);
    const own = links.filter((url) => url.startsWith(PUBLIC));
    expect(own.length).toBeGreaterThan(0);
    if (lang === 'ru') for (const url of own) expect(url.startsWith(`${PUBLIC}/ru`)).toBe(true);
    expect(xml).not.toMatch(/localhost|127\.0\.0\.1/u);
  },
);
