<?php

declare(strict_types=1);

function startPage(string $greeting, string $dyno): void
{
    $greeting = htmlspecialchars($greeting);
    $dyno = htmlspecialchars($dyno);
    echo <<<HTML
        <!doctype html>
        <html lang="en">
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{$greeting}</title>
          <link rel="stylesheet" href="/style.css">
          <h1>{$greeting}</h1>
          <p>PHP answers from the dyno <code>{$dyno}</code>.</p>
          <p><a href="/api/time">/api/time</a> answers with JSON. Change <code>src/pages.php</code>, commit and deploy.</p>
        </html>
        HTML;
}

function currentTime(): void
{
    header('Content-Type: application/json');
    echo json_encode(['time' => gmdate('c')]);
}

function notFound(): void
{
    http_response_code(404);
    echo 'There is no such page.';
}
