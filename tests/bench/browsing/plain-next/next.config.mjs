export default { serverExternalPackages: ["mysql2"], outputFileTracingRoot: import.meta.dirname };
