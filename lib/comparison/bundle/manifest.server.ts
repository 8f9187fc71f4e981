import { digestOf } from '../saved/digest.server';
import type { BundleFile } from './bundle';

/** The files with one more that names the SHA-256 of each, as `sha256sum --check` reads it. */
export function withManifest(files: readonly BundleFile[]): BundleFile[] {
  const text = files.map((file) => `${digestOf(file.text)}  ${file.name}\n`).join('');
  return [...files, { name: 'SHA256SUMS', text }];
}
