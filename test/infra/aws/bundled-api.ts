import { afterAll } from 'vitest';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import type { TableClient } from '../../../shared/table/store/client.ts';
import { testEndpoint } from '../../engine.ts';
import { secretStandIn } from '../../secret-stand-in.ts';
import { signingKey, startIssuer, tokenOf } from '../../shared/identity/issuer.ts';
import { startBundle } from './bundled-function.ts';
import { type HttpRequestParts, httpEvent } from './http-event.ts';

const ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu';
const AUDIENCE = 'houfu';

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at answers of every kind
  readonly body: any;
}

type Person = Extract<Actor, { kind: 'person' }>;

/** A bundle of the API function on a table, as AWS would run it, on a machine whose clock says `at`. */
export async function bundledApi(bundle: string, table: TableClient, at: string) {
  const key = await signingKey('k1');
  const issuer = await startIssuer(key);
  afterAll(issuer.down);
  const current = Buffer.alloc(32, 7).toString('base64');
  const manager = await secretStandIn(ARN, JSON.stringify({ current }));
  const api = await startBundle(bundle, {
    AWS_REGION: 'cn-northwest-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
    DYNAMODB_ENDPOINT: await testEndpoint(),
    HOUFU_SECRET_ARN: ARN,
    HOUFU_TABLE: table.name,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_ISSUER: issuer.url,
  });
  const seconds = Date.parse(at) / 1000;
  return {
    log: api.log,
    ask: async (
      path: string,
      { as, ...parts }: HttpRequestParts & { readonly as: Person },
    ): Promise<ApiAnswer> => {
      const [route = '', query = ''] = path.split('?');
      const token = await tokenOf(key, {
        ...{ iss: issuer.url, aud: AUDIENCE, iat: seconds - 60, exp: seconds + 600 },
        ...{ sub: as.id, role: as.role, areas: as.areas },
      });
      const { statusCode, body } = (await api.invoke(httpEvent(route, { query, token, ...parts }), at)) as {
        readonly statusCode: number;
        readonly body: string;
      };
      return { status: statusCode, text: body, body: JSON.parse(body || '{}') };
    },
  };
}
