// Imported before the AWS SDK, which warns of Node 20 at every start: the supported line of this machine says it once.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
