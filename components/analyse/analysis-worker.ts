import { ownSession, type OwnMessage, type OwnRequest } from '@/lib/analysis/request';

const answer = ownSession((message: OwnMessage) => self.postMessage(message));

/** Runs beside the page, so that a long table does not hold up the reader. */
self.onmessage = ({ data }: MessageEvent<OwnRequest>) => void answer(data);
