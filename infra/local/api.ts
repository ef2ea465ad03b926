import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '../../functions/api/app.ts';
import { originsFrom } from '../../functions/api/http/cors-origins.ts';
import { version } from '../../package.json';
import type { Deps } from '../../shared/deps.ts';
import { type IdentitySettings, identitySettingsFrom } from '../../shared/identity/settings.ts';
import { tokenVerifier } from '../../shared/identity/verify.ts';
import { demoCountyIn } from './demo/demo-parameters.ts';
import { localSettings, recordIssuer } from './identity/issuer.ts';
import { demoPeople } from './identity/people.ts';

type Variables = Readonly<Record<string, string | undefined>>;

const DOCUMENTS = new URL('../../functions/api/openapi/', import.meta.url);

const apiListener = (deps: Deps, identity: IdentitySettings, variables: Variables): RequestListener => {
  const app = createApp(deps, {
    version,
    verify: tokenVerifier(identity, deps.clock),
    documents: DOCUMENTS,
    origins: originsFrom(variables),
  });
  return getRequestListener(app.fetch);
};

/**
 * Builds the listener of one machine: the API for tokens of `OIDC_ISSUER`, or without one the API and an issuer of
 * ready-made people to try it out.
 */
export async function localListener(
  deps: Deps,
  dataDir: string,
  url: string,
  variables: Variables,
): Promise<RequestListener> {
  if (variables.OIDC_ISSUER) return apiListener(deps, identitySettingsFrom(variables), variables);
  // Loaded here alone: the provider warns of Node 20 when it is imported, in front of any other sentence.
  const { localIdentity } = await import('./identity/provider.ts');
  const people = demoPeople(deps.areas, await demoCountyIn(dataDir, deps.areas));
  const { issuer, listener } = await localIdentity(dataDir, url, people, deps.areas);
  await recordIssuer(dataDir, issuer);
  const api = apiListener(deps, localSettings(issuer), variables);
  return (request, response) => {
    const serve = request.url?.startsWith('/oidc/') ? listener : api;
    return serve(request, response);
  };
}
