/** A server that speaks S3, as a process of its own that ends with ours: `node run-s3-server.cjs <folder> <bucket>`. */
const S3rver = require('@20minutes/s3rver');

const [directory, name] = process.argv.slice(2);
process.on('disconnect', () => process.exit());
new S3rver({
  port: 0,
  address: '127.0.0.1',
  silent: true,
  directory,
  configureBuckets: [{ name }],
})
  .run()
  .then(({ port }) => process.send(port));
