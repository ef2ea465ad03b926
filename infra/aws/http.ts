import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { HoufuFunction } from './function.ts';
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

interface HttpInterfaceProps {
  readonly table: HoufuTable;
}

/** The JSON API behind an HTTP API. */
export class HttpInterface extends Construct {
  readonly endpoint: string;

  constructor(scope: Construct, id: string, { table }: HttpInterfaceProps) {
    super(scope, id);
    const handler = new HoufuFunction(this, 'Api', {
      entry: 'functions/api/lambda.ts',
      description: 'JSON API',
      timeout: Duration.seconds(15),
      memorySize: 1024,
      environment: { HOUFU_TABLE: table.name },
    });
    table.grantRead(handler);

    const api = new HttpApi(this, 'HttpApi', { apiName: 'houfu', createDefaultStage: false });
    api.addRoutes({
      path: '/api/v1/{proxy+}',
      // The API reads; it gets its commands together with the identities that may give them.
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('Integration', handler),
      // Callers sign with IAM until the function itself verifies an OIDC issuer's tokens: API Gateway's own JWT
      // authorizer is not to be counted on in AWS China.
      authorizer: new HttpIamAuthorizer(),
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
