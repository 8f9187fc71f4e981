import { once } from 'node:events';
import { env } from '@/lib/env.server';
import { serveAt } from './listen';
import { turnsThere } from './turns';
import { ownMeasure } from '../telling/measure';
import { measureForAll } from '../telling/metrics';

/** As often as somebody may look. */
const TELL_MS = 5000;

/** One of several processes that listen at the port together. Arguments: host name, port, how many they are. */
export async function main([hostname = 'localhost', port = '3000', count = '1']: readonly string[]): Promise<number> {
  const tell = (message: object): void => void process.send?.(message, undefined, {}, () => undefined);
  const behind = turnsThere({ send: tell, on: (take) => process.on('message', take), ended: () => undefined });
  setInterval(() => tell(ownMeasure()), TELL_MS).unref();
  const finish = await serveAt({
    ...{ behind, place: [hostname, port], share: Number(count) },
    count: env().METRICS_PORT === undefined ? null : measureForAll(),
    onBroken: () => process.exit(1),
  });
  process.on('SIGINT', () => undefined);
  await once(process, 'SIGTERM');
  await finish();
  process.exit(0);
}
