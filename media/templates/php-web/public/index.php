<?php

declare(strict_types=1);

require __DIR__ . '/../src/pages.php';

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);

// `php -S localhost:3000 -t public public/index.php` serves the files itself.
if (PHP_SAPI === 'cli-server' && $path !== '/' && is_file(__DIR__ . $path)) {
    return false;
}

match ($path) {
    '/' => startPage(getenv('GREETING') ?: 'Hello', getenv('DYNO') ?: 'local'),
    '/api/time' => currentTime(),
    '/health' => print('ok'),
    default => notFound(),
};
