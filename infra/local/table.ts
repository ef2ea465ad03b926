import type { TableClient } from '../../shared/table/store/client.ts';
import { createTable } from '../../shared/table/store/create.ts';
import { describeTable, missingIndexes } from '../../shared/table/store/describe.ts';
import { type Environment, isOnThisMachine, SettingWrong } from './environment.ts';

/** The endpoint, or the region of AWS; without AWS_REGION that of the profile. */
function placeOf({ DYNAMODB_ENDPOINT }: Environment): string {
  if (DYNAMODB_ENDPOINT !== 'aws') return DYNAMODB_ENDPOINT ?? '';
  const { AWS_REGION, AWS_PROFILE = 'default' } = process.env;
  return `AWS ${AWS_REGION ?? `(${AWS_PROFILE})`}`;
}

/** Throws `SettingWrong` where the table is missing or lacks an index; reads its description and writes nothing. */
async function requireTable(table: TableClient, environment: Environment): Promise<void> {
  const description = await describeTable(table);
  const place = placeOf(environment);
  if (!description) {
    throw new SettingWrong(
      `HOUFU_TABLE=${table.name}: ${place} 没有这张表，不会自动新建：请核对表名和地域，或先部署（npx cdk deploy） / ` +
        `there is no such table at ${place}, and none is created: check its name and the region, or deploy the stack (npx cdk deploy)`,
    );
  }
  const missing = missingIndexes(description).map(({ name }) => name);
  if (missing.length > 0) {
    throw new SettingWrong(
      `HOUFU_TABLE=${table.name}: 缺少索引 ${missing.join('、')}，不会自动修改：请先部署此版本（npx cdk deploy） / ` +
        `the table lacks the indexes ${missing.join(', ')} and is not altered: deploy the stack of this version (npx cdk deploy)`,
    );
  }
}

/** Makes sure that the table exists: on this machine it is created, elsewhere it must have been deployed. */
export function prepareTable(table: TableClient, environment: Environment): Promise<void> {
  return isOnThisMachine(environment) ? createTable(table) : requireTable(table, environment);
}
