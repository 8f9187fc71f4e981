import { spawn, type ChildProcess } from 'node:child_process';
import net from 'node:net';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBuild, fingerprint, nextCommand, root } from './build';
import { lockDataFolder } from './setup/data-folder';
import { openDatabase } from './setup/database';
import { readSettings, type Settings } from './setup/environment';
import type { DemoAccount } from '@/seed/demo';
import { END_WITH_PARENT } from './serving/processes';
import { prepareContent } from './setup/prepare';
import { prepareDataDir, readOrMakeSecrets } from './setup/secrets';
import { messageOf, StartError } from './setup/start-error';

/**
 * Next.js calls a loopback address `localhost` in some places and by its number in others, and then takes its own
 * rewrites for foreign ones; named `localhost` everywhere, with the flag that makes the name mean this address, it agrees.
 */
const LOOPBACK: Partial<Record<string, string>> = {
  '127.0.0.1': '--dns-result-order=ipv4first',
  localhost: '--dns-result-order=ipv4first',
  '::1': '--dns-result-order=ipv6first',
};
/** A machine that is busy, as after it was switched on again, takes minutes; a web server that ended is told at once. */
const ANSWER_SECONDS = 180;
/** The web server finishes what has begun, for less time than this. */
const STOP_MS = 30_000;
const say = (line: string): void => console.log(line);

/** `npm start`: database, migrations, evidence, build, server; ends with Ctrl-C and leaves a clean database. */
export async function main(): Promise<number> {
  return run('start');
}

/** Starts everything in order and serves until a signal comes. Returns the exit code. */
export async function run(mode: 'start' | 'dev'): Promise<number> {
  const undo: (() => Promise<void>)[] = [];
  let stopped: number | undefined;
  const stop = async (code: number): Promise<void> => {
    if (stopped !== undefined) return;
    stopped = code;
    for (const step of undo.reverse()) await step().catch((error: unknown) => console.error(messageOf(error)));
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

  try {
    const settings = readSettings();
    await checkPort(settings);
    await prepareDataDir(settings.dataDir);
    const lock = await lockDataFolder(settings.dataDir, say);
    undo.push(lock.release);
    const secrets = await readOrMakeSecrets(settings.dataDir);
    const database = await openDatabase(settings, secrets, say);
    undo.push(async () => {
      await database.stop();
      if (database.embedded) say('The database is stopped.');
    });
    database.watch({
      say: (line) => console.error(line),
      onBroken: (last) => {
        console.error(`PostgreSQL cannot be kept running:\n  ${last}`);
        console.error(`Look at ${path.join(settings.dataDir, 'logs')}; a backup can be restored (docs/backup.md).`);
        void stop(1);
      },
    });
    const demo = await prepareContent(database, settings, secrets, say);
    if (mode === 'start') await ensureBuild(settings.distDir, say);
    const program = await fingerprint();
    const server = serve(mode, settings, {
      appUrl: database.appUrl,
      sessionSecret: settings.sessionSecret ?? secrets.sessionSecret,
      demo,
      program,
    });
    undo.push(() => endProcess(server));
    server.once('exit', (code) => {
      if (stopped === undefined) console.error(`The web server ended by itself (code ${code}).`);
      void stop(1);
    });
    await untilItAnswers(settings, mode);
    const renewal = renewKept(database.ownerUrl, program);
    undo.push(() => endProcess(renewal));
    await lock.announce(settings.publicUrl);
    for (const account of demo) say(`  ${account.role.padEnd(14)} ${account.email.padEnd(30)} ${account.password}`);
    say(`Infant ALL Registry answers at ${settings.publicUrl}${settings.proxiesUnsaid ? PROXIES_UNSAID : ''}`);
    return await new Promise<number>(() => undefined);
  } catch (error) {
    if (stopped !== undefined) return stopped;
    console.error(messageOf(error));
    if (error instanceof StartError) console.error(error.remedy);
    else if (error instanceof Error) console.error(error.stack);
    await stop(1);
    return 1;
  }
}

const PROXIES_UNSAID =
  '\nTRUSTED_PROXIES is not set: attempts to sign in are counted by account alone, for every reader comes from the proxy. Set it to the number of proxies in front (usually 1).';

type Content = { appUrl: string; sessionSecret: string; demo: DemoAccount[]; program: string };

/** The web server's process. It learns the program's role only, never the owner's. */
function serve(
  mode: 'start' | 'dev',
  settings: Settings,
  { appUrl, sessionSecret, demo, program }: Content,
): ChildProcess {
  // The sign-in library would trust X-Forwarded-* where these say so; PUBLIC_URL alone is trusted.
  const { DATABASE_URL: _owner, AUTH_TRUST_HOST: _trust, VERCEL: _vercel, ...inherited } = process.env;
  const resolution = LOOPBACK[settings.host];
  const flags = ['--import', END_WITH_PARENT, ...(resolution === undefined ? [] : [resolution])];
  const host = resolution === undefined ? settings.host : 'localhost';
  const port = String(settings.port);
  const command =
    mode === 'start'
      ? [path.join(root, 'commands/run.mjs'), 'serve', host, port]
      : [nextCommand, 'dev', '--hostname', host, '--port', port];
  return spawn(process.execPath, [...flags, ...command], {
    cwd: root,
    stdio: ['ignore', mode === 'start' ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    env: {
      ...inherited,
      NODE_ENV: mode === 'start' ? 'production' : 'development',
      NEXT_TELEMETRY_DISABLED: '1',
      DIST_DIR: settings.distDir,
      APP_DATABASE_URL: appUrl,
      SESSION_SECRET: sessionSecret,
      PUBLIC_URL: settings.publicUrl,
      NEXTAUTH_URL: settings.publicUrl,
      PROGRAM_FINGERPRINT: program,
      KEPT_FOLDER: settings.keptFolder,
      // A terminal is for who started the program; elsewhere what is written there is kept by whoever reads it.
      ...(process.stdout.isTTY ? { LOG_FILE: path.join(settings.dataDir, 'logs', 'requests.log') } : {}),
      DEMO_ACCOUNTS: settings.demoOnPage ? JSON.stringify(demo) : '',
    },
  });
}

/** Nobody waits for it, and whatever happens to it, the server goes on: a request makes anew what it needs. */
function renewKept(ownerUrl: string, program: string): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--import', END_WITH_PARENT, path.join(root, 'commands/run.mjs'), 'beside/renew-kept'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, DATABASE_URL: ownerUrl, PROGRAM_FINGERPRINT: program },
    },
  );
  child.once('error', (error) => console.error(messageOf(error)));
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return child;
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([gone, wait(STOP_MS)]);
  if (child.exitCode === null) child.kill('SIGKILL');
}

async function checkPort({ port, host }: Settings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used: ${error.message}`;
      reject(
        new StartError(
          `Port ${port} on ${host} ${reason}.`,
          'Stop that program, or choose another port: PORT=3001 npm start',
        ),
      );
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** Waits until the program says it is well; the development server need only answer, so that it starts while something is broken. */
async function untilItAnswers({ port, host }: Settings, mode: 'start' | 'dev'): Promise<void> {
  const address = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}/api/health`;
  let last = '';
  for (const end = Date.now() + ANSWER_SECONDS * 1000; Date.now() < end; await wait(150)) {
    try {
      const response = await fetch(url);
      if (response.ok || mode === 'dev') return;
      last = (await response.text()).slice(0, 300);
    } catch (error) {
      last = messageOf(error);
    }
  }
  throw new StartError(
    `The web server did not answer within ${ANSWER_SECONDS} seconds (${last}).`,
    'Look at the lines above; if there are none, start again.',
  );
}
