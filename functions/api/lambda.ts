import { handle } from 'hono/aws-lambda';
import { version } from '../../package.json';
import { depsFrom } from '../../shared/deps.ts';
import { identitySettingsFrom } from '../../shared/identity/settings.ts';
import { tokenVerifier } from '../../shared/identity/verify.ts';
import { keysOfSecretsManager } from '../../shared/secrets.ts';
import { apiApp } from './app.ts';
import { originsFrom } from './origins.ts';

const deps = depsFrom(process.env, keysOfSecretsManager(process.env));
const app = apiApp(deps, {
  version,
  verify: tokenVerifier(identitySettingsFrom(process.env), deps.clock),
  // The bundle carries them beside itself.
  documents: new URL('./', import.meta.url),
  origins: originsFrom(process.env),
});

// The first of a process takes long to make; made now, nobody waits for it.
new Request('https://houfu.invalid/');

export const handler = handle(app);
