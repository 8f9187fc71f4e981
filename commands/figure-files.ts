import { readFile } from 'node:fs/promises';
import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { z } from 'zod';
import { fileKind } from '@/lib/figure-reading/figure-file';
import type { PanelHints } from '@/lib/figure-reading/hints';
import type { RasterImage } from '@/lib/figure-reading/raster/image';
import { MOST_PIXELS } from '@/lib/figure-reading/raster/raster-reading';
import { FigureReadingError } from '@/lib/figure-reading/refusal';

const Place = z.tuple([z.number(), z.number()]);
const Values = z.array(z.number()).min(2);
const Hints = z.object({
  panels: z
    .array(
      z.object({
        x: z.object({ unit: z.enum(['days', 'weeks', 'months', 'years']).nullable().default(null), values: Values }),
        y: z.object({ as: z.enum(['percent', 'fraction']), shows: z.enum(['survival', 'incidence']), values: Values }),
        clicks: z.array(z.object({ time: z.number(), value: z.number(), at: Place })).default([]),
        curves: z
          .array(
            z.object({
              label: z.string(),
              colour: z.string().regex(/^#[0-9a-f]{6}$/i),
              dash: z.string().default('solid'),
              waypoints: z.array(Place).default([]),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
});

/** What a person says of a figure, from `NAME.hints.json` beside it; undefined where there is no such file. */
export async function readHints(file: string): Promise<readonly PanelHints[] | undefined> {
  let text: string;
  try {
    text = await readFile(file.replace(/\.[^.]+$/, '.hints.json'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = Hints.safeParse(parsedJson(text));
  if (parsed.success) return parsed.data.panels;
  const [issue] = parsed.error.issues;
  throw new FigureReadingError('hints_wrong', issue?.path.join('.') ?? null, issue?.message ?? null);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FigureReadingError('hints_wrong', null, 'JSON');
  }
}

/** The pixels of a PNG or JPEG file. A browser has its own decoders; this is for the command and the tests. */
export function decodeImage(bytes: Uint8Array): RasterImage {
  const kind = fileKind(bytes);
  checkSize(bytes, kind);
  try {
    return kind === 'png'
      ? pngImage(bytes)
      : decodeJpeg(bytes, { useTArray: true, maxResolutionInMP: MOST_PIXELS / 1e6, maxMemoryUsageInMB: 1024 });
  } catch (error) {
    if (error instanceof FigureReadingError) throw error;
    throw new FigureReadingError('broken_file');
  }
}

/** A PNG says its size in its first bytes; a small file can hold a picture that no memory holds. */
function checkSize(bytes: Uint8Array, kind: string): void {
  if (kind !== 'png' || bytes.length < 24) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width * height > MOST_PIXELS)
    throw new FigureReadingError('image_too_large', `${width} × ${height}`, String(MOST_PIXELS));
}

const OPAQUE = 255;

function pngImage(bytes: Uint8Array): RasterImage {
  const { width, height, data, channels, depth, palette } = decodePng(bytes);
  const pixels = new Uint8ClampedArray(width * height * 4).fill(OPAQUE);
  const scale = depth === 16 ? 1 / 257 : depth < 8 && palette === undefined ? OPAQUE / (2 ** depth - 1) : 1;
  for (let i = 0; i < width * height; i += 1) {
    const value = (c: number): number => (data[i * channels + c] ?? 0) * scale;
    const colour =
      palette === undefined
        ? channels < 3
          ? [value(0), value(0), value(0), channels === 2 ? value(1) : OPAQUE]
          : [value(0), value(1), value(2), channels === 4 ? value(3) : OPAQUE]
        : (palette[data[i] ?? 0] ?? []);
    const cover = (colour[3] ?? OPAQUE) / OPAQUE;
    // Figures without a ground are seen on white.
    for (let c = 0; c < 3; c += 1) pixels[4 * i + c] = (colour[c] ?? OPAQUE) * cover + OPAQUE * (1 - cover);
  }
  return { width, height, data: pixels };
}
