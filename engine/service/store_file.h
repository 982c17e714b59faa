// store_file.h: opening the file of a store.

#pragma once

#include <string>

#include "segue/result.h"
#include "service/database.h"
#include "service/file_lock.h"

namespace segue::service {

/// A store that nobody else writes to.
struct StoreFile {
  std::string path;  ///< without links, so that it has one name whoever opens it
  FileLock lock;
  Database database;  ///< every commit is on the disk when it is done
};

/// Opens the file, or makes it, locks it against other servers, checks all of it and brings its schema up to date.
Result<StoreFile> open_to_write(const std::string& path);

/// Opens a store that is there, beside whoever writes to it.
Result<Database> open_to_read(const std::string& path);

/// Makes the entries of a file's folder as durable as the file; false where that cannot be.
bool sync_folder_of(const std::string& path);

}  // namespace segue::service
