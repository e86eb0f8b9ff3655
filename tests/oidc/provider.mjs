// A real OpenID provider for the tests of signing in: whoever logs in is who they say.
// node provider.mjs CLIENT SECRET REDIRECT_URI; prints its issuer once it answers.
import http from 'node:http';
import Provider from 'oidc-provider';

const [client, secret, redirect] = process.argv.slice(2);
const server = http.createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{ client_id: client, client_secret: secret, redirect_uris: [redirect] }],
  cookies: { keys: ['tests alone'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name'] },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      email: `${id}@example.com`,
      email_verified: !id.startsWith('unverified'),
      given_name: id.startsWith('nameless') ? '' : 'Bianca',
    }),
  }),
});
server.on('request', provider.callback());
console.log(JSON.stringify({ issuer }));
