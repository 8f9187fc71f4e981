// A load of one address from a process of its own: node bench/pages-load.mjs URL SECONDS CONNECTIONS. Prints requests a second.
// It shares the machine with what it measures, so it does no more than a reader must: writes the request, reads the head of
// each answer and counts the bytes of the rest.
import net from 'node:net';

const [address = '', seconds = '4', connections = '16'] = process.argv.slice(2);
const { hostname, port, host, pathname, search } = new URL(address);
const question = `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/html, */*\r\nAccept-Encoding: gzip, br\r\n\r\n`;
const end = performance.now() + Number(seconds) * 1000;
const LAST_CHUNK = Buffer.from('0\r\n\r\n');
let answered = 0;

const load = () =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
    const fail = (text) => {
      socket.destroy();
      reject(new Error(`${address}: ${text}`));
    };
    let head = '';
    /** bytes of the body that are still to come; -1: the head is; null: until the last chunk */
    let left = -1;
    const ask = () => {
      [head, left] = ['', -1];
      socket.write(question);
    };
    const done = () => {
      answered += 1;
      if (performance.now() < end) return ask();
      socket.destroy();
      resolve();
    };
    socket.once('connect', ask);
    socket.on('error', reject);
    socket.on('close', () => (performance.now() < end ? fail('closed') : undefined));
    socket.on('data', (chunk) => {
      let body = chunk.length;
      if (left === -1) {
        const before = head.length;
        head += chunk.latin1Slice(0, Math.min(chunk.length, 16_384));
        const until = head.indexOf('\r\n\r\n');
        if (until < 0) return;
        if (!head.startsWith('HTTP/1.1 200 ')) return fail(head.slice(0, head.indexOf('\r\n')));
        const length = /\r\ncontent-length: (\d+)\r\n/iu.exec(head.slice(0, until + 2))?.[1];
        left = length === undefined ? null : Number(length);
        body = chunk.length - (until + 4 - before);
      }
      if (left === null) {
        if (chunk.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)) done();
        return;
      }
      left -= body;
      if (left === 0) done();
      else if (left < 0) fail('more than its length');
    });
  });

await Promise.all(Array.from({ length: Number(connections) }, load));
console.log(answered / Number(seconds));
