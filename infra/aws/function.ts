import { copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AssetHashType, DockerImage, type Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type FunctionOptions,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import { configuredPrefectures, copyAreas } from './areas.ts';
import { bundle } from './bundle.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

interface HoufuFunctionProps extends Pick<FunctionOptions, 'environment' | 'deadLetterQueue'> {
  /** The file that exports `handler`, from the root of the repository. */
  readonly entry: string;
  /** Files to put beside the bundle, from the root of the repository. */
  readonly files?: readonly string[];
  readonly description: string;
  readonly timeout: Duration;
  /** MB; processing power comes with it. */
  readonly memorySize: number;
}

/** Bundles an entry, with the data of its areas and its files. */
const bundleCode = (entry: string, files: readonly string[], prefectures: readonly AreaCode[]): Code =>
  Code.fromAsset(ROOT, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: {
        tryBundle: (folder) => {
          bundle(entry, folder);
          copyAreas(prefectures, folder);
          for (const file of files.map((one) => join(ROOT, one)).filter(existsSync)) {
            copyFileSync(file, join(folder, basename(file)));
          }
          return true;
        },
      },
      // Required, and never run. The command tells one asset from another.
      image: DockerImage.fromRegistry('none'),
      command: [entry, ...prefectures],
    },
  });

/** A function from one entry. Its role may write its own log; constructs grant the rest. */
export class HoufuFunction extends LambdaFunction {
  constructor(scope: Construct, id: string, { entry, files = [], ...props }: HoufuFunctionProps) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const prefectures = configuredPrefectures(scope.node);
    super(scope, id, {
      ...props,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        ...props.environment,
        HOUFU_AREAS: prefectures.join(','),
      },
      code: bundleCode(entry, files, prefectures),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
    });
    // The managed policy for basic execution could write every log of the account.
    role.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
  }
}
