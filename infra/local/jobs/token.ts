import { mkdir } from 'node:fs/promises';
import { TOKEN_JOB_TEXT } from '../../../shared/text/identity.ts';
import { sentence } from '../../../shared/text/render.ts';
import { issuerAt, recordedIssuer, TOKEN_AGE } from '../identity/issuer.ts';
import { identityKeysIn } from '../identity/keys.ts';
import type { DemoPerson } from '../identity/people.ts';
import { localToken, type TokenHolder } from '../identity/token.ts';
import { JobError } from './failure.ts';
import type { Output } from './output.ts';

export interface TokenPlace {
  readonly dataDir: string;
  /** The port of the issuer if no server has run yet. */
  readonly port: number;
  /** `OIDC_ISSUER`, whose tokens are accepted in place of this machine's. */
  readonly accepted: string | undefined;
  /** The ready-made people, for the names in tokens. */
  readonly people: readonly DemoPerson[];
}

/**
 * Makes a token of the issuer on this machine, whether or not it runs, and prints nothing else on standard output.
 * Throws `JobError` if the system accepts another issuer's tokens.
 */
export async function runToken(
  { dataDir, port, accepted, people }: TokenPlace,
  { role, areas }: TokenHolder,
  output: Output,
): Promise<void> {
  const issuer = (await recordedIssuer(dataDir)) ?? issuerAt(`http://127.0.0.1:${port}`);
  if (accepted && accepted !== issuer) {
    throw new JobError(sentence(TOKEN_JOB_TEXT.issuer_elsewhere, output.language, { issuer: accepted }));
  }
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const { token, expires } = await localToken(await identityKeysIn(dataDir), issuer, {
    ...{ role, areas },
    name: people.find((one) => one.role === role)?.name,
  });
  output.say({ token, role, areas, expires }, () => token);
  // A program reads the token, as in `$(…)`.
  if (!process.stdout.isTTY) return;
  const url = `${new URL(issuer).origin}/api/v1/me`;
  const use = { hours: TOKEN_AGE / 3600, role, areas: areas.join(','), url };
  output.remark(sentence(TOKEN_JOB_TEXT.token_use, output.language, use));
}
