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

/** Of a request neither the path's query (it may name a person) nor the address of the caller. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  error: '$context.error.message',
};

const METHODS = [HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH];

/** Served as they are; made from the schemas and kept in the repository. */
const DOCUMENTS = Object.keys(DOCUMENT_FILES).map((file) => `functions/api/openapi/${file}`);

interface HttpInterfaceProps {
  readonly table: HoufuTable;
  readonly secret: KeySecret;
  /** Whose tokens the function accepts, and from where pages may call it. */
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
      // A browser asks before it calls from another origin; where none may, nobody is answered.
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
