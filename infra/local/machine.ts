import { mkdir } from 'node:fs/promises';
import { depsFrom } from '../../shared/compose.ts';
import type { Deps } from '../../shared/deps.ts';
import type { KeyProvider } from '../../shared/secrets/keys.ts';
import { createTable } from '../../shared/table/store/create.ts';
import { useEngine } from './engine.ts';
import { type Environment, previousAlone, SettingWrong } from './environment.ts';
import { keyFileIn, keysOfFile } from './person-key.ts';

/** The system's parts on one machine, ready to be used. */
export interface Machine {
  readonly deps: Deps;
  readonly dataDir: string;
  /** Whether the engine and its files are this machine's own. */
  readonly embedded: boolean;
  /** The file of the secret keys; undefined where the environment gives or names them. */
  readonly keyFile: string | undefined;
  /** Lets go of the engine: whoever is last stops it. */
  readonly stop: () => Promise<void>;
}

/** Where the keys come from: the environment, the secret that it names, or a file of this machine's own. */
const keysAndFile = async ({
  HOUFU_DATA,
  HOUFU_PERSON_KEY,
  HOUFU_PERSON_KEY_PREVIOUS,
  HOUFU_SECRET_ARN,
}: Environment): Promise<{ keys?: KeyProvider; keyFile?: string }> => {
  if (HOUFU_PERSON_KEY) return {};
  if (HOUFU_PERSON_KEY_PREVIOUS) throw previousAlone();
  if (HOUFU_SECRET_ARN) {
    // Loaded where it is asked for: one machine has no use for that client otherwise.
    const { keysOfSecretsManager } = await import('../../shared/secrets/keys-from-secrets-manager.ts');
    return { keys: keysOfSecretsManager({ HOUFU_SECRET_ARN }) };
  }
  const keyFile = await keyFileIn(HOUFU_DATA);
  return { keys: keysOfFile(keyFile), keyFile };
};

/** Starts or shares the engine, makes the table where there is none, and builds the dependencies. */
export const openMachine = async (environment: Environment): Promise<Machine> => {
  const { HOUFU_DATA, HOUFU_TABLE, DYNAMODB_ENDPOINT } = environment;
  await mkdir(HOUFU_DATA, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new SettingWrong(
      `HOUFU_DATA=${HOUFU_DATA}: 不能用作数据文件夹 / cannot be used as the data folder (${error.code})`,
    );
  });
  const engine = await useEngine({ dataDir: HOUFU_DATA, endpoint: DYNAMODB_ENDPOINT });
  try {
    const { keys, keyFile } = await keysAndFile(environment);
    const { HOUFU_PERSON_KEY, HOUFU_PERSON_KEY_PREVIOUS } = environment;
    const own = { HOUFU_TABLE, DYNAMODB_ENDPOINT: engine.endpoint };
    const deps = depsFrom({ ...own, HOUFU_PERSON_KEY, HOUFU_PERSON_KEY_PREVIOUS }, keys);
    await createTable(deps.table);
    return {
      deps,
      dataDir: HOUFU_DATA,
      embedded: DYNAMODB_ENDPOINT === undefined,
      keyFile,
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
