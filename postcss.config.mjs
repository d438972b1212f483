// Tailwind first, then @layer flattened for WeChat's old Android kernels (Chrome 80 knows no cascade layers).
export default {
  plugins: {
    "@tailwindcss/postcss": {},
    "@csstools/postcss-cascade-layers": {},
  },
};
