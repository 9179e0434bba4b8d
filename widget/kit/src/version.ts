/** Version of the kit and of everything defined with it; a test holds it equal to the package's. */
export const kitVersion = '0.1.0';
