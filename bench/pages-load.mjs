// A load of one address from a process of its own: node bench/pages-load.mjs URL SECONDS CONNECTIONS. Prints requests a second.
import http from 'node:http';

const [url = '', seconds = '4', connections = '16'] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: Number(connections) });
const end = performance.now() + Number(seconds) * 1000;
let answered = 0;

const ask = () =>
  new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers: { accept: 'text/html, */*', 'accept-encoding': 'gzip, br' } }, (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`${url}: ${response.statusCode}`)),
        );
      })
      .on('error', reject);
  });

await Promise.all(
  Array.from({ length: Number(connections) }, async () => {
    while (performance.now() < end) {
      await ask();
      answered += 1;
    }
  }),
);
agent.destroy();
console.log(answered / Number(seconds));
