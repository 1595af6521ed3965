module.exports = require('./temporary-files').remove;
