/** Why this Node cannot run us, or undefined when it can: we load ES modules through require. */
export function unsupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  const supported = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (supported) return undefined;
  return `Clientele needs Node 20.19, 22.12 or later; this is Node ${version}. See https://nodejs.org/en/download`;
}
