import { handle } from 'hono/aws-lambda';
import { version } from '../../package.json';
import { depsFrom } from '../../shared/compose.ts';
import { identitySettingsFrom } from '../../shared/identity/settings.ts';
import { tokenVerifier } from '../../shared/identity/verify.ts';
import { keysOfSecretsManager } from '../../shared/secrets/keys-from-secrets-manager.ts';
import { createApp } from './app.ts';
import { originsFrom } from './http/cors-origins.ts';
import { warm } from './warm.ts';

/** Builds the handler that Lambda calls, and `ready`, which warms it up before the first request. */
export function apiHandler(environment: Readonly<Record<string, string | undefined>>, documents: URL) {
  const deps = depsFrom(environment, keysOfSecretsManager(environment));
  const verify = tokenVerifier(identitySettingsFrom(environment), deps.clock);
  const app = createApp(deps, { version, verify, documents, origins: originsFrom(environment) });
  return { handler: handle(app), ready: () => warm(deps, app) };
}
