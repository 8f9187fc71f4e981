// What `npm run …` starts: checks Node, writes the Prisma client where it is missing, then runs commands/<name>.ts.
// Plain JavaScript without dependencies, so that an old Node gets a sentence and not a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Node ${process.versions.node} is too old: version 20.19 or newer is needed.\nInstall a current Node (nodejs.org or your package manager) and start again.`,
  );
  process.exit(1);
}
const { existsSync } = await import('node:fs');
const { pathToFileURL } = await import('node:url');
const [name, ...args] = process.argv.slice(2);
if (!existsSync(new URL('../node_modules/esbuild', import.meta.url))) {
  console.error('The dependencies are not installed. Run: npm ci');
  process.exit(1);
}
if (!existsSync(new URL('../prisma/generated/client.ts', import.meta.url))) await import('./generate-client.mjs');
const { bundled } = await import('./bundle.mjs');
const file = await bundled(name).catch((error) => {
  console.error(`The program could not be put together in .commands: ${error.message}`);
  console.error(
    'Run npm run build once as an account that may write there; a fresh npm ci helps where files are missing.',
  );
  process.exit(1);
});
process.setSourceMapsEnabled(true);
const { main } = await import(pathToFileURL(file).href);
process.exitCode = await main(args);
