import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from './build';

const Service = z.object({
  image: z.string().optional(),
  build: z.unknown().optional(),
  profiles: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  mem_limit: z.string().optional(),
  pids_limit: z.number().optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.unknown()).default({}),
  environment: z.record(z.string(), z.unknown()).default({}),
});
const text = (file: string): Promise<string> => readFile(path.join(root, file), 'utf8');
const source = await text('docker-compose.yml');
const { services, volumes } = z
  .object({ services: z.record(z.string(), Service), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(source, { merge: true }));
const all = Object.entries(services);

describe('the compose file', () => {
  test.each(all)('%s can write nowhere but where it must, and has bounds', (_, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      mem_limit: expect.stringMatching(/\d[mg]\}?$/u),
      pids_limit: expect.any(Number),
    });
    for (const port of service.ports) expect(port).toMatch(/^127\.0\.0\.1:/u);
  });

  test('every name stands for something: services, volumes, files', () => {
    for (const [name, { depends_on, volumes: mounts }] of all) {
      for (const other of Object.keys(depends_on)) expect(services, name).toHaveProperty(other);
      for (const mount of mounts) {
        const [from = ''] = mount.split(':');
        expect(from.startsWith('./') ? existsSync(path.join(root, from)) : from in volumes, `${name}: ${from}`).toBe(
          true,
        );
      }
    }
  });

  test('images are pinned to a digest, and the script that renews it knows each of them', async () => {
    const script = await text('docs/cluster/pin-images.sh');
    const dockerfile = await text('Dockerfile');
    const pinned = /^([\w./-]+):(\d+)[\w.-]*@sha256:[0-9a-f]{64}$/u;
    const named = new Map(
      [...source.matchAll(/\$\{(\w+_IMAGE):-([^}]+)\}/gu)].map(([, variable = '', image = '']) => [variable, image]),
    );
    expect(new Set(named.keys())).toEqual(new Set(['NODE_IMAGE', 'POSTGRES_IMAGE', 'PROXY_IMAGE']));
    for (const [variable, image] of named) {
      expect(image).toMatch(pinned);
      const [, name = '', major = ''] = pinned.exec(image) ?? [];
      expect(script).toMatch(new RegExp(`^pin ${variable} ${name}:${major}\\b`, 'mu'));
    }
    for (const [, { image = '${NODE_IMAGE' }] of all) expect(image).toMatch(/^\$\{(?:POSTGRES|PROXY|NODE)_IMAGE/u);
    expect(dockerfile).toContain(`ARG NODE_IMAGE=${named.get('NODE_IMAGE')}\n`);
  });

  test('the profile has two programs on one database, a replica and a proxy that knows both', async () => {
    const ofCluster = all.filter(([, { profiles }]) => profiles.includes('cluster')).map(([name]) => name);
    expect(ofCluster.toSorted()).toEqual(['app-2', 'proxy', 'replica']);
    const { app, 'app-2': second } = services;
    const { DATA_DIR: _own, ...shared } = second?.environment ?? {};
    expect(shared).toEqual(app?.environment);
    for (const mount of ['kept:/kept']) for (const one of [app, second]) expect(one?.volumes).toContain(mount);
    const servers = [...(await text('docs/cluster/proxy.conf')).matchAll(/^ {2}server ([\w-]+):3000 /gmu)];
    expect(servers.map(([, name]) => name)).toEqual(['app', 'app-2']);
  });

  test('says nothing to the program that the list of settings does not', async () => {
    const readme = await text('README.md');
    for (const name of Object.keys(services['app']?.environment ?? {})) expect(readme).toContain(`\`${name}\``);
  });
});

describe('the images are pinned', () => {
  test('to the digests of what was pulled, and what else stands in the file stays', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'registry-pin-'));
    try {
      // Docker is not on every machine that runs the tests.
      const stub =
        '#!/bin/sh\nfor last; do :; done\n[ "$1" = pull ] || echo "${last%:*}@sha256:$(printf %s "$last" | wc -c | tr -d \' \')"\n';
      await writeFile(path.join(folder, 'docker'), stub);
      await chmod(path.join(folder, 'docker'), 0o755);
      const settings = path.join(folder, '.env');
      await writeFile(settings, 'PUBLIC_URL=https://registry.example\nNODE_IMAGE=node@sha256:old\n');
      const run = (): string =>
        execFileSync('sh', [path.join(root, 'docs/cluster/pin-images.sh'), settings], {
          encoding: 'utf8',
          env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
        });
      run();
      run();
      expect((await readFile(settings, 'utf8')).trim().split('\n')).toEqual([
        'PUBLIC_URL=https://registry.example',
        'NODE_IMAGE=node@sha256:21',
        'POSTGRES_IMAGE=postgres@sha256:20',
        'PROXY_IMAGE=nginxinc/nginx-unprivileged@sha256:39',
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
