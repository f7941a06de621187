const SYSTEMS = ['darwin', 'android', 'freebsd', 'openharmony', 'win32', 'linux'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64'];

/**
 * The optional packages the lock file forgot. npm leaves out those that the registry it asked does not carry,
 * usually binaries for other platforms, and afterwards `npm ci` refuses the file it wrote.
 */
export function forgottenPackages(packages) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isReachable(packages, path, name))
      .map(([name, range]) => ({ name, version: range.replace(/^[\^~]/, ''), dev })),
  );
}

/** The entry npm would have written, as far as the name of the package tells. */
export function entryOf({ name, version, dev }) {
  const words = name.split(/[^a-z0-9]+/);
  const find = (known) => known.filter((word) => words.some((part) => part === word || part === `${word}v7`));
  return {
    version,
    cpu: find(PROCESSORS),
    ...(dev ? { dev } : {}),
    ...(/musl/.test(name) ? { libc: ['musl'] } : {}),
    optional: true,
    os: find(SYSTEMS),
  };
}

/** Node looks in the folder of the package and in all above it. */
function isReachable(packages, path, name) {
  const folders = path
    .split('/node_modules/')
    .map((_, depth, parts) => parts.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...folders.filter(Boolean).map((folder) => `${folder}/`)].some(
    (folder) => `${folder}node_modules/${name}` in packages,
  );
}
