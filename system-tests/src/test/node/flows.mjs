// Drives a running Gatehouse with the unmodified openid-client. Reads its settings as JSON from standard input and prints
// one line of JSON: what each kind of client got. The library itself checks iss, state, nonce, at_hash, signatures, expiry.

import { text } from 'node:stream/consumers';
import * as client from 'openid-client';
import { Browser } from './browser.mjs';

const settings = JSON.parse(await text(process.stdin));
const issuer = new URL(settings.issuer);

const results = {
  basic: await everything(await discover(settings.web, client.ClientSecretBasic(settings.web.secret)), settings.web),
  post: await everything(await discover(settings.web, client.ClientSecretPost(settings.web.secret)), settings.web),
  privateKeyJwt: await everything(await discover(settings.signing, await privateKeyJwt()), settings.signing),
  public: await everything(await discover(settings.native, client.None()), settings.native),
};
console.log(JSON.stringify(results));

function discover(app, authentication) {
  return client.discovery(issuer, app.id, undefined, authentication);
}

async function privateKeyJwt() {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('jwk', settings.signing.key, algorithm, false, ['sign']);
  return client.PrivateKeyJwt(key);
}

async function everything(config, app) {
  client.enableNonRepudiationChecks(config);
  const browser = new Browser(settings.person);
  const first = await authorize(config, app, browser);
  const claims = first.claims();
  const person = await client.fetchUserInfo(config, first.access_token, claims.sub);
  const second = await client.refreshTokenGrant(config, first.refresh_token);
  const confidential = app !== settings.native;
  const before = confidential ? await client.tokenIntrospection(config, second.access_token) : {};
  await client.tokenRevocation(config, second.refresh_token);
  const after = confidential ? await client.tokenIntrospection(config, second.access_token) : {};
  return {
    scope: first.scope,
    email: person.email,
    name: person.name,
    authTime: claims.auth_time,
    rotated: second.refresh_token !== first.refresh_token,
    sameSubject: second.claims()?.sub === claims.sub,
    activeBefore: before.active,
    introspectedScope: before.scope,
    activeAfter: after.active,
    refreshAfterRevocation: await failure(() => client.refreshTokenGrant(config, second.refresh_token)),
    secondAuthorizationPages: await pagesOfAnotherAuthorization(config, app, browser),
    pages: browser.pages,
    ownToken: confidential ? await clientCredentials(config) : null,
    wrongNonce: await failure(() => authorize(config, app, browser, { expectedNonce: 'another' })),
    ...(await endSession(config, app, browser, first.id_token)),
  };
}

async function authorize(config, app, browser, overrides = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const nonce = client.randomNonce();
  const address = client.buildAuthorizationUrl(config, {
    redirect_uri: app.redirectUri,
    scope: 'openid profile email offline_access notes.read',
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const callback = await browser.visit(address, app.redirectUri);
  return client.authorizationCodeGrant(config, callback, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
    ...overrides,
  });
}

async function pagesOfAnotherAuthorization(config, app, browser) {
  const before = browser.pages.length;
  await authorize(config, app, browser);
  return browser.pages.length - before;
}

async function clientCredentials(config) {
  const tokens = await client.clientCredentialsGrant(config, { scope: 'notes.read' });
  const introspected = await client.tokenIntrospection(config, tokens.access_token);
  return { active: introspected.active, scope: introspected.scope, refreshToken: tokens.refresh_token ?? null };
}

async function endSession(config, app, browser, idToken) {
  const state = client.randomState();
  const address = client.buildEndSessionUrl(config, {
    id_token_hint: idToken,
    post_logout_redirect_uri: app.signedOutUri,
    state,
  });
  const back = await browser.visit(address, app.signedOutUri);
  return {
    stateAfterLogout: back.searchParams.get('state') === state,
    pagesAfterLogout: await pagesOfAnotherAuthorization(config, app, browser),
  };
}

async function failure(action) {
  try {
    await action();
    return 'none';
  } catch (e) {
    return e.error ?? e.code ?? e.message;
  }
}
