module.exports = require('./temporary-files').open;
