import { existsSync } from 'node:fs';
import { type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type FunctionOptions, LoggingFormat, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { STAND_INS } from './stand-ins.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

interface HoufuFunctionProps extends Pick<FunctionOptions, 'environment' | 'deadLetterQueue'> {
  /** The file that exports `handler`, from the root of the repository. */
  readonly entry: string;
  /** Files that stand beside the bundle, from the root of the repository. */
  readonly files?: readonly string[];
  readonly description: string;
  readonly timeout: Duration;
  /** MB; processing power comes with it. */
  readonly memorySize: number;
}

/** A function from one entry, bundled with all that it needs; its role may write its own log and nothing else yet. */
export class HoufuFunction extends NodejsFunction {
  constructor(scope: Construct, id: string, { entry, files = [], ...props }: HoufuFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      ...props,
      entry: `${ROOT}${entry}`,
      projectRoot: ROOT,
      depsLockFilePath: `${ROOT}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      // The variable that this would set is for version 2 of the SDK.
      awsSdkConnectionReuse: false,
      bundling: {
        format: OutputFormat.ESM,
        target: 'node24',
        mainFields: ['module', 'main'],
        minify: true,
        // The SDK in the bundle is the one that was tested, and starts faster than the runtime's.
        externalModules: [],
        commandHooks: {
          beforeInstall: () => [],
          beforeBundling: () => [],
          afterBundling: (_, outputDir) =>
            files
              .map((file) => `${ROOT}${file}`)
              .filter((file) => existsSync(file))
              .map((file) => `cp ${JSON.stringify(file)} ${JSON.stringify(outputDir)}`),
        },
        esbuildArgs: {
          // Every sign of Chinese is three bytes, not six; `charset` beside does not reach a local esbuild.
          '--charset': 'utf8',
          // Licences lie beside the code, not in it.
          '--legal-comments': 'external',
          ...Object.fromEntries(Object.entries(STAND_INS).map(([part, file]) => [`--alias:${part}`, file])),
        },
      },
    });
    // In place of the managed policy for basic execution, which may write every log of the account.
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
  }
}
