"""Problems too large for one model: cut into parts that are solved one by one."""
