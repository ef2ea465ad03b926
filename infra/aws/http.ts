import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { DOCUMENTS as DOCUMENT_FILES } from '../../functions/api/http/documents.ts';
import { HoufuFunction } from './function.ts';
import type { KeySecret } from './key-secret.ts';
import type { HoufuTable } from './table.ts';

/** Neither the query, which may name a person, nor the caller's address. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  error: '$context.error.message',
};

const METHODS = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH];

/** Files that the function serves as they are. */
const DOCUMENTS = Object.keys(DOCUMENT_FILES).map((file) => `functions/api/openapi/${file}`);

interface HttpInterfaceProps {
  readonly table: HoufuTable;
  readonly secret: KeySecret;
  /** The issuer of accepted tokens, and origins whose pages may call. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The JSON API behind an HTTP API. */
export class HttpInterface extends Construct {
  readonly endpoint: string;

  constructor(scope: Construct, id: string, { table, secret, environment }: HttpInterfaceProps) {
    super(scope, id);
    const handler = new HoufuFunction(this, 'Api', {
      entry: 'functions/api/lambda.ts',
      description: 'JSON API',
      timeout: Duration.seconds(15),
      memorySize: 1024,
      environment: { ...environment, HOUFU_TABLE: table.name, HOUFU_SECRET_ARN: secret.arn },
      files: DOCUMENTS,
    });
    table.grantCommands(handler);
    secret.grantRead(handler);

    const api = new HttpApi(this, 'HttpApi', { apiName: 'houfu', createDefaultStage: false });
    api.addRoutes({
      path: '/api/v1/{proxy+}',
      // Preflight requests of browsers exist only where other origins may call.
      methods: environment.HOUFU_CORS_ORIGINS ? [...METHODS, HttpMethod.OPTIONS] : METHODS,
      // No authorizer: the function verifies the tokens itself (docs/decisions/003).
      integration: new HttpLambdaIntegration('Integration', handler),
    });
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      throttle: { rateLimit: 200, burstLimit: 400 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    this.endpoint = api.apiEndpoint;
  }
}
