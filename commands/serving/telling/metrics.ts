import http from 'node:http';
import { AggregatorRegistry, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ProcessMeasure } from './measure';
import type { Told } from './request-log';

/** From what is kept to what takes as long as anything may. */
const SECONDS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

type Sources = Readonly<{ waiting: () => number; running: () => number; processes: () => readonly ProcessMeasure[] }>;

/** What a process that listens measures of the requests that it answers. */
export function measureRequests(registry: Registry): (told: Told) => void {
  const requests = new Histogram({
    name: 'registry_request_seconds',
    help: 'Requests answered, by route and status, and how long each took',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [registry],
  });
  return ({ method, route, status, ms }) =>
    requests.observe({ method: METHODS.has(method) ? method : 'other', route, status }, ms / 1000);
}

/** In a process that listens beside others: what it measures is gathered by the process that started it. */
export function measureForAll(): (told: Told) => void {
  const registry = new Registry();
  // It answers the question of that process.
  new AggregatorRegistry();
  AggregatorRegistry.setRegistries(registry);
  return measureRequests(registry);
}

/** Measurements of this process and of the others. */
export function measure({ waiting, running, processes }: Sources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauges = [
    ['registry_work_waiting', 'Files and lists that wait for their turn', waiting],
    ['registry_work_running', 'Files and lists that are being made', running],
  ] as const;
  for (const [name, help, value] of gauges)
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  const ofProcesses = [
    ['registry_process_bytes', 'Memory that another process of the web server holds', 'bytes'],
    ['registry_process_cpu_seconds', 'Time of the processor that it has had since it started', 'seconds'],
    ['registry_process_requests', 'Requests that it has in hand', 'busy'],
  ] as const;
  for (const [name, help, part] of ofProcesses)
    new Gauge({
      name,
      help,
      labelNames: ['process'] as const,
      registers: [registry],
      collect() {
        this.reset();
        for (const { process: of, [part]: value } of processes()) this.set({ process: of }, value);
      },
    });
  return registry;
}

/**
 * Serves `/metrics` to this machine alone, at a port of its own: a proxy in front of the program's port comes from this machine
 * too, and would hand out what is asked of it.
 */
export function serveMetrics(metrics: () => Promise<string>, port: number): http.Server {
  const server = http.createServer((request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') return void response.writeHead(404).end();
    metrics().then(
      (text) =>
        response
          .writeHead(200, { 'Content-Type': Registry.PROMETHEUS_CONTENT_TYPE, 'Cache-Control': 'no-store' })
          .end(text),
      () => response.writeHead(500).end(),
    );
  });
  return server.listen(port, '127.0.0.1');
}
