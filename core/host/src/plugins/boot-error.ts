/** Why the server does not start: a stable code, and a sentence that names the plugin, the key and the fix. */
export class BootError extends Error {
  readonly code: BootErrorCode;
  readonly plugin?: string;

  constructor(code: BootErrorCode, message: string, options: { plugin?: string; cause?: unknown } = {}) {
    super(`${code}: ${message}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'BootError';
    this.code = code;
    if (options.plugin !== undefined) this.plugin = options.plugin;
  }
}

export type BootErrorCode =
  | 'plugin_name_invalid'
  | 'plugin_name_taken'
  | 'plugin_missing'
  | 'plugin_off'
  | 'plugin_cycle'
  | 'plugin_api_unsupported'
  | 'plugin_failed'
  | 'route_without_operation'
  | 'route_without_response'
  | 'route_without_param'
  | 'route_outside'
  | 'operation_clash'
  | 'permission_unknown'
  | 'permission_clash'
  | 'action_without_route'
  | 'error_code_clash'
  | 'service_taken'
  | 'service_missing';
