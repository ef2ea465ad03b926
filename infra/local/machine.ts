import { mkdir } from 'node:fs/promises';
import { type Deps, depsFrom } from '../../shared/deps.ts';
import { createTable } from '../../shared/table/create.ts';
import { useEngine } from './engine.ts';
import { type Environment, SettingWrong } from './environment.ts';
import { personKeyIn } from './person-key.ts';

/** The system's parts on one machine, ready to be used. */
export interface Machine {
  readonly deps: Deps;
  readonly dataDir: string;
  /** Whether the engine and its files are this machine's own. */
  readonly embedded: boolean;
  /** Lets go of the engine: whoever is last stops it. */
  readonly stop: () => Promise<void>;
}

/** Starts or shares the engine, makes the table where there is none, and builds the dependencies. */
export const openMachine = async (environment: Environment): Promise<Machine> => {
  const { HOUFU_DATA, HOUFU_TABLE, DYNAMODB_ENDPOINT, HOUFU_PERSON_KEY } = environment;
  await mkdir(HOUFU_DATA, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new SettingWrong(
      `HOUFU_DATA=${HOUFU_DATA}: 不能用作数据文件夹 / cannot be used as the data folder (${error.code})`,
    );
  });
  const engine = await useEngine({ dataDir: HOUFU_DATA, endpoint: DYNAMODB_ENDPOINT });
  try {
    const deps = depsFrom({
      HOUFU_TABLE,
      DYNAMODB_ENDPOINT: engine.endpoint,
      HOUFU_PERSON_KEY: HOUFU_PERSON_KEY ?? (await personKeyIn(HOUFU_DATA)),
    });
    await createTable(deps.table);
    return {
      deps,
      dataDir: HOUFU_DATA,
      embedded: DYNAMODB_ENDPOINT === undefined,
      stop: async () => {
        deps.table.client.destroy();
        await engine.stop();
      },
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
};
