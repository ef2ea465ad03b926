/**
 * Stands in the bundles for the SDK's chain of credential providers. Lambda gives a function its role's credentials
 * by environment, the first place where that chain looks; its other places (single sign-on, profiles, instance
 * metadata) would be a fifth of the bundle and are never reached.
 */
export const defaultProvider = () => async () => {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) throw new Error('the environment holds no credentials of the role');
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
};
