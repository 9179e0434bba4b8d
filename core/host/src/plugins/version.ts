/** Version of the product, as `/v1/meta` and the command line give it. */
export const productVersion = '0.1.0';

/** Version of what `setup(app, ctx)` gets; plugins name the range they were made for in `api`. */
export const pluginApi = '1.0.0';
